#!/usr/bin/env bash
# What `make run` shows: the example checked, tested, run on real rollouts, and one of them explained.
set -euo pipefail
rewardc="$1"
here="Examples/gsm8k"

say() { printf '\n\033[1m$ %s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9]*m//g'; fi; }
show() {
  say "$@"
  "$@"
}

show "$rewardc" check "$here/gsm8k.reward"
show "$rewardc" test "$here/gsm8k.reward"
show "$rewardc" run "$here/gsm8k.reward" "$here/rollouts.jsonl" -o .build/gsm8k.scored.jsonl --ties summed
printf '\nm00-2 is right and pays for its length more than m00-1 pays for being wrong. Why:\n'
show "$rewardc" explain "$here/gsm8k.reward" "$here/rollouts.jsonl" --id m00-2

cat <<TEXT

The scored rows are in .build/gsm8k.scored.jsonl. In $here/gsm8k.reward, write \`given correct\` behind the rule
\`brief\`, so that only right answers are paid for being short, and run again. A spec of your own:

  $rewardc new my_task
TEXT
