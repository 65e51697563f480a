"""Calls operations of STS with boto3, one after another, and prints what came as one line of JSON.

Each argument is an operation with its parameters: get_federation_token {"Name": "Bob"}
A step named as_session makes the credentials of the step before the caller of the next.
"""
import json
import sys

import boto3
from botocore.exceptions import ClientError


def call(client, operation, parameters):
    try:
        answer = getattr(client, operation)(**parameters)
        answer["Status"] = answer["ResponseMetadata"]["HTTPStatusCode"]
        answer["RequestId"] = answer["ResponseMetadata"]["RequestId"]
        del answer["ResponseMetadata"]
        return answer
    except ClientError as error:
        metadata = error.response["ResponseMetadata"]
        return {
            "Code": error.response["Error"]["Code"],
            "Message": error.response["Error"]["Message"],
            "Type": error.response["Error"].get("Type"),
            "Status": metadata["HTTPStatusCode"],
            "RequestId": metadata["RequestId"],
            "Exception": type(error).__name__,
        }


client = boto3.client("sts")
answers = []
for step in sys.argv[1:]:
    if step == "as_session":
        credentials = answers[-1]["Credentials"]
        client = boto3.client(
            "sts",
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials["SessionToken"],
        )
        continue
    operation, _, parameters = step.partition(" ")
    answers.append(call(client, operation, json.loads(parameters or "{}")))
print(json.dumps(answers, default=str))
