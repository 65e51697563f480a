"""Calls STS with boto3 by the sessions of a role, which botocore gets and refreshes by itself, and prints who it was.

Arguments: the ARN of the role, how often to call.
"""
import json
import sys

import boto3
from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials
from botocore.session import get_session

role_arn, calls = sys.argv[1], int(sys.argv[2])
source = get_session()
fetcher = AssumeRoleCredentialFetcher(
    client_creator=source.create_client,
    source_credentials=source.get_credentials(),
    role_arn=role_arn,
    extra_args={"DurationSeconds": 3600, "RoleSessionName": "batch"},
)
session = get_session()
session._credentials = DeferredRefreshableCredentials(refresh_using=fetcher.fetch_credentials, method="assume-role")
client = boto3.Session(botocore_session=session).client("sts")
print(json.dumps([client.get_caller_identity()["Arn"] for _ in range(calls)]))
