#!/bin/sh
# Fuzzes parser, formatter and checker: run.sh SECONDS. Seeds are the .reward files of the repository, and what earlier
# runs found worth keeping. Ends with an error on a crash, on an input that takes over 10 s, and where formatting does
# not settle; the input is then in the folder `found`.
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch="$root/.build-fuzz"
mkdir -p "$scratch/seeds" "$scratch/corpus" "$scratch/found"

swift build -c release --package-path "$root/Tests/Fuzz" --scratch-path "$scratch" \
  -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld

find "$root/Examples" "$root/Sources" "$root/Tests" -name '*.reward' | while read -r file; do
  name=$(printf '%s' "${file#"$root/"}" | tr '/' '_')
  cp "$file" "$scratch/seeds/$name"
done
# Words and signs that a mutation may put in.
grep -o '"[^" ][^" ]*"' "$root/Grammar/reward.ebnf" | sort -u | grep -v '\\' > "$scratch/words.dict"

# The handler of the runtime would collide with that of the fuzzer.
SWIFT_BACKTRACE=enable=no exec timeout -k 10 $((seconds * 2 + 60)) "$scratch/release/RewardFuzz" \
  -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -dict="$scratch/words.dict" \
  -artifact_prefix="$scratch/found/" -print_final_stats=1 "$scratch/corpus" "$scratch/seeds"
