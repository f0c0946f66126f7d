#!/bin/sh
# Prepares a running domain of Payara Server for Holdfast; afterwards restart the domain.
#
#   configure.sh /opt/payara6/bin/asadmin [--port 4848 ...]
#
# It runs the commands of configure.txt, which can also be given to asadmin by hand, and fails when
# one of them does: asadmin itself reports success whatever became of them. A domain that has been
# prepared before is left alone.
set -eu
if [ $# -eq 0 ]; then
  echo "usage: $0 ASADMIN [ASADMIN OPTION...]" >&2
  exit 2
fi
if "$@" get resources.jdbc-resource.jdbc/__default.pool-name | grep -q '=HoldfastPool$'; then
  echo "This domain is prepared already: HoldfastPool is its default connection pool."
  exit 0
fi
output=$("$@" multimode --file "$(dirname "$0")/configure.txt" 2>&1)
echo "$output"
if echo "$output" | grep -q '^Command .* failed'; then
  echo "A command failed. Correct its cause, delete what was made, and run this script again." >&2
  exit 1
fi
