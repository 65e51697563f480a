"""Presigns GetCallerIdentity as EKS tokens do, and prints the URL as JSON: presign.py [cluster]"""
import json
import sys

import botocore.session
from botocore.signers import RequestSigner

session = botocore.session.get_session()
client = session.create_client("sts")
signer = RequestSigner(
    client.meta.service_model.service_id, "us-east-1", "sts", "v4", session.get_credentials(), session.get_component("event_emitter")
)
request = {
    "method": "GET",
    "url": client.meta.endpoint_url.rstrip("/") + "/?Action=GetCallerIdentity&Version=2011-06-15",
    "body": {},
    "headers": {"x-k8s-aws-id": sys.argv[1]} if len(sys.argv) > 1 else {},
    "context": {},
}
print(json.dumps(signer.generate_presigned_url(request, region_name="us-east-1", expires_in=60, operation_name="")))
