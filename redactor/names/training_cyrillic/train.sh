#!/bin/sh
# Trains the Cyrillic name tagger and writes cyrillic.onnx into redactor/names (or OUT).
#   train.sh FOLDER [OUT]
# Run in the product's environment (with slovnet 0.6 and navec 0.10 added: they label the real text). FOLDER holds torch's
# environment, the clones and the numbers between the steps.
set -eu
work=${1:?a folder for the environment, the clones and the checkpoints}
out=${2:-redactor/names/cyrillic.onnx}
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3.11 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q -r redactor/names/training_cyrillic/requirements.txt
fetched() {
  [ -d "$work/$1" ] || git clone -q "https://github.com/$2" "$work/$1"
  git -C "$work/$1" cat-file -e "$3^{commit}"
}
fetched wikinews nerel-ds/NEREL 8f07d3e410f322d5dbf6b68b13fbf4a4aa077fe9
fetched react reactjs/ru.react.dev 2361adda823b4cb04f0c46aade0303d20e6cb8a4
export OMP_NUM_THREADS=1 PYTHONPATH=.
prepared() {
  python -m redactor.names.training_cyrillic.prepare --out "$work/$1" --wikinews "$work/wikinews" --react "$work/react" \
    --prompts "$2" --writings 2 --seed "$3"
}
trained() {
  "$work/venv/bin/python" -m redactor.names.training_cyrillic.train --vectors "$work/first/vectors.npy" "$@"
}
prepared first 50000 40
prepared second 80000 60
prepared third 60000 70
trained --data "$work/first" --out "$work/first.pt" --epochs 5 --rate 2e-3 --seed 41
trained --data "$work/second" --out "$work/second.pt" --start "$work/first.pt" --epochs 3 --rate 1.2e-3 --seed 43
trained --data "$work/third" --out "$work/third.pt" --start "$work/second.pt" --epochs 2 --rate 1e-3 --seed 44
trained --data "$work/second" --out "$work/fourth.pt" --start "$work/third.pt" --epochs 2 --rate 8e-4 --seed 45
"$work/venv/bin/python" -m redactor.names.training_cyrillic.export --checkpoint "$work/third.pt" "$work/third.pt" "$work/fourth.pt" --out "$out"
