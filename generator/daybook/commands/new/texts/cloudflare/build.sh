#!/bin/sh
# Cloudflare Pages runs this: give “sh build.sh” as the build command. Without a base_url in content/site.toml the site
# gets the address of the deployment, which changes with each: set it once you know the address that stays.
set -eu
python -m pip install --quiet -r requirements.txt
set --
grep -q '^ *base_url' content/site.toml || set -- --base-url "${CF_PAGES_URL%/}/"
python -m daybook build --clean "$@"
python -m daybook check "$@"
[ -f content/static/_headers ] || cp _headers site/_headers # one of your own has been published already
