#!/bin/sh
# Trains the model of cases and writes case_model.bin into redactor (or OUT).
#   train.sh FOLDER [OUT]
# Run in the product's environment, from the root of the repository. FOLDER holds the clones and the numbers.
set -eu
work=${1:?a folder for the clones and the numbers}
out=${2:-redactor/case_model.bin}
mkdir -p "$work"
[ -d "$work/ruslit" ] || git clone -q https://github.com/d0rj/RusLit "$work/ruslit"
[ -d "$work/nerel" ] || git clone -q https://github.com/nerel-ds/NEREL "$work/nerel"
export OMP_NUM_THREADS=1 PYTHONPATH=.
python -m redactor.training_cases.prepare --ruslit "$work/ruslit" --nerel "$work/nerel" --out "$work/found.npz"
python -m redactor.training_cases.prepare --sentences 130000 --seed 21 --out "$work/made.npz"
python -m redactor.training_cases.fit "$work/found.npz" "$work/made.npz" --out "$out"
