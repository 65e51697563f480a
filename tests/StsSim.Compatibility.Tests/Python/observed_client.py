"""Calls GetFederationToken as often as it is told, with one boto3 client in a few threads, and says in a line of JSON what
it counted: observed_client.py MODE APPLICATION_ID CALLS DOOMED. Calls for the user Doomed come last.
"""
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

mode, application, calls, doomed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
# Of requests and not of retries, as AWS_MAX_ATTEMPTS is: 5 is what legacy has by itself, 3 what the others have.
attempts = 5 if mode == "legacy" else 3
client = boto3.client(
    "sts",
    config=Config(user_agent_appid=application, retries={"mode": mode, "total_max_attempts": attempts}, max_pool_connections=8),
)


def call(name):
    try:
        metadata, ok = client.get_federation_token(Name=name)["ResponseMetadata"], True
    except ClientError as refusal:
        metadata, ok = refusal.response["ResponseMetadata"], False
    return metadata["RetryAttempts"] + 1, ok


names = [f"Bob{number}" for number in range(calls)] + ["Doomed"] * doomed
with ThreadPoolExecutor(4) as threads:
    outcomes = list(threads.map(call, names))
print(json.dumps({
    "invocations": len(outcomes),
    "attempts": sum(attempts for attempts, _ in outcomes),
    "succeeded": sum(ok for _, ok in outcomes),
}))
