# Compiles both lock files: exact versions and hashes for every platform, without the address of any index.
set -eu
compile() { .venv/bin/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade \
  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet "$@"; }
compile --output-file requirements/site.txt
compile --extra test --constraints requirements/site.txt --output-file requirements/test.txt
