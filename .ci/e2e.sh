#!/usr/bin/env bash
# Runs the end-to-end tests one by one, each in a browser of its own. A browser that stops answering its driver (seen when the machine
# is loaded) is ended after four minutes and that test is run again, at most three times; a test that fails has failed.
set -uo pipefail
cd "$(dirname "$0")/.."
program=$(cargo test --features e2e --test e2e --no-run --message-format short 2>&1 | sed -n 's/.*Executable .*(\(.*\)).*/\1/p')
[ -x "$program" ] || { echo "the end-to-end tests were not built"; exit 1; }
passed=0 failed=0
for test in $("$program" --list --format terse | sed -n 's/: test$//p'); do
  for attempt in 1 2 3; do
    # A session of its own: what is left of the browser afterwards is ended by its number.
    setsid timeout -k 5 240 "$program" --exact "$test" --test-threads=1 &
    session=$!
    wait "$session"
    status=$?
    pkill -KILL -s "$session" 2>/dev/null
    [ $status -eq 124 ] || [ $status -eq 137 ] || break
    echo "$test: the browser did not answer (attempt $attempt)"
  done
  if [ $status -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $test"; fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
