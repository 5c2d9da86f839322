"""mkdocs, kept loaded: themes one page at a time, with mkdocs' own parts in its own order, so that the result is that of a whole build."""

import hashlib
import logging
import stat
from pathlib import Path

from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import File, Files, file_sort_key, set_exclusions
from mkdocs.structure.nav import get_navigation

SETTINGS = "mkdocs.yml"
MISSING = "404.html"


class Refused(Exception):
    """The engine cannot work with its settings or its theme. Says what mkdocs said."""


class Theme:
    """The engine with its settings, for one menu and one list of files. Content of pages comes and goes; the rest stays."""

    def __init__(self, root, told, uris):
        """`told` is what the engine is told of the guide; `uris` are all files of the pages' folder. Raises Refused."""
        self.root, self.was_told = root, (told, uris)
        said = _Said()
        log = logging.getLogger("mkdocs")
        log.addHandler(said)
        try:
            self._load(told, uris)
        except (ConfigurationError, Abort) as error:
            raise Refused("; ".join(said.lines) or str(error)) from None
        finally:
            log.removeHandler(said)

    def _load(self, told, uris):
        if not stat.S_ISREG((self.root / SETTINGS).lstat().st_mode):
            raise Refused(f"{SETTINGS} is not an ordinary file")
        (self.root / "build/pages").mkdir(parents=True, exist_ok=True)  # mkdocs looks for its folder, though nothing is read from it here
        config = load_config(str(self.root / SETTINGS))
        for name, plugin in config.plugins.items():
            if name.endswith("hook.py"):
                plugin.told = told
        config.plugins.on_startup(command="serve", dirty=False)
        self.config = config.plugins.on_config(config)
        files = [File(uri, config.docs_dir, config.site_dir, config.use_directory_urls) for uri in uris]
        self.files = Files(sorted(files, key=file_sort_key))
        set_exclusions(self.files, config)
        env = config.theme.get_env()
        self.files.add_files_from_theme(env, config)
        self.files = config.plugins.on_files(self.files, config=config)
        set_exclusions(self.files, config)
        self.nav = config.plugins.on_nav(get_navigation(self.files, config), config=config, files=self.files)
        self.env = config.plugins.on_env(env, config=config, files=self.files)
        self.pages = self.files.documentation_pages()
        self.by_address = {file.dest_uri: file for file in self.files}
        self.contexts, self.done = {}, {}

    def page_at(self, address):
        """The Markdown file behind an address like faq/index.html; None if there is none."""
        file = self.by_address.get(address)
        return file.src_uri if file and file.is_documentation_page() else None

    def themed(self, uri, content):
        """The finished HTML of a page from its finished Markdown."""
        file = self._with(uri, content)
        if uri in self.done:
            return self.done[uri]
        page = file.page
        page.active = True
        self.config._current_page = page
        try:
            template = self.env.get_template(page.meta.get("template", "main.html"))
            html = template.render(self.contexts[uri])
            html = self.config.plugins.on_post_page(html, page=page, config=self.config)
            self.done[uri] = html.encode("utf-8", errors="xmlcharrefreplace")
            return self.done[uri]
        finally:
            page.active = False
            self.config._current_page = None

    def _with(self, uri, content):
        """The page with this content, read once."""
        file = self.files.get_file_from_path(uri)
        key = hashlib.sha256(content).digest()
        if uri not in self.contexts or self.contexts[uri]["content_key"] != key:
            self.contexts.pop(uri, None)
            self.done.pop(uri, None)
            file._content = content.decode()
            _populate_page(file.page, self.config, self.files)
            file.page.active = True
            try:
                context = get_context(self.nav, self.pages, self.config, file.page)
                context = self.config.plugins.on_page_context(context, page=file.page, config=self.config, nav=self.nav)
            finally:
                file.page.active = False
            self.contexts[uri] = context | {"content_key": key}
        return file

    def missing(self):
        """The page for addresses where nothing is."""
        return _build_template(MISSING, self.env.get_template(MISSING), self.files, self.config, self.nav).encode()

    def file_at(self, address):
        """A file of the theme by its address; None if there is none."""
        file = self.by_address.get(address)
        if file is None or file.is_documentation_page() or not file.abs_src_path:
            return None
        path = Path(file.abs_src_path)
        return path.read_bytes() if path.is_file() else None


class _Said(logging.Handler):
    """What mkdocs says beside an error, which names no reason itself."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())
