# Compiles the lock files: exact versions and hashes for every platform, without the address of any index.
set -eu
compile() { .venv/bin/python -m uv pip compile --universal --python-version 3.11 --upgrade \
  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet "$@"; }
compile pyproject.toml --output-file requirements/site.txt
compile pyproject.toml --extra engines --constraints requirements/site.txt --output-file requirements/engines.txt
compile pyproject.toml --extra test --extra engines --constraints requirements/engines.txt --output-file requirements/test.txt
compile --group audit --output-file requirements/audit.txt
