#!/usr/bin/env bash
# keep-issue.sh LABEL TITLE TEXT CLOSING: opens one issue with this label, or brings it up to date. An empty TEXT closes it, with the word CLOSING.
set -euo pipefail
label=$1 title=$2 text=$3 closing=$4
# The list, not the search: that one takes a while to know a new issue, and a second would be opened.
issue=$(gh api "repos/{owner}/{repo}/issues?labels=$label&state=open&direction=asc" --jq 'map(select(.pull_request == null))[0].number // empty')
if [ -z "$text" ]; then
  if [ -n "$issue" ]; then gh issue close "$issue" --comment "$closing"; fi
elif [ -n "$issue" ]; then
  gh issue edit "$issue" --body "$text"
else
  gh label create "$label" --force --color B60205 --description "$title"
  gh issue create --title "$title" --label "$label" --body "$text"
fi
