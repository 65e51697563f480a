"""Asks StsSim whether clients did as expected, leaves JUnit XML, and exits with 3 where they did not."""

import json
import os
import sys
import urllib.request

expectations, junit = sys.argv[1:]
with open(expectations, "rb") as file:
    asked = file.read()


def post(query):
    request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL_STS"] + "/_stssim/assertions" + query, asked)
    token = os.environ.get("STSSIM_ADMIN_TOKEN")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()


answer = json.loads(post(""))
with open(junit, "wb") as file:
    file.write(post("?format=junit"))
for each in answer["expectations"]:
    print(each["outcome"], each.get("observed"), each["expectation"])
sys.exit(0 if answer["held"] else 3)
