#!/bin/sh
# The example checked, tested and run on real trajectories; two that the gate tells apart, and one of them explained.
# From the root of the repository: Examples/shopping/tour.sh .build/release/rewardc
set -eu
rewardc="$1"
here="Examples/shopping"
scored=".build/shopping.scored.jsonl"

say() {
  if [ -t 1 ]; then printf '\n\033[1m$ %s\033[0m\n' "$*"; else printf '\n$ %s\n' "$*"; fi
}
show() {
  say "$@"
  "$@"
}

mkdir -p .build
show "$rewardc" check --strict "$here/shopping.reward"
show "$rewardc" test "$here/shopping.reward"
show "$rewardc" run "$here/shopping.reward" "$here/rollouts.jsonl" -o "$scored"

cat <<TEXT

s03-7 and s03-5 recommend the same shoe, the right one. The first looked it up; the second did not and states a price
that is another's. The gate opens its second level for both and its third for one:
TEXT
show grep -E '"id":"s03-[57]"' "$scored"
printf '\nWhy s03-5 stops at the first level:\n'
show "$rewardc" explain "$here/shopping.reward" "$here/rollouts.jsonl" --id s03-5

cat <<TEXT

The scored rows are in $scored, pairs of answers for a preference model beside them in
.build/shopping.scored.preferences.jsonl. An advantage is a list: one number for each turn.
TEXT
