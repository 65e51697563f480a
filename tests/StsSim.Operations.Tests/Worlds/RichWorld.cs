namespace StsSim.Operations.Tests.Worlds;

/// <summary>A world in which everything that a file can say is said.</summary>
internal static class RichWorld
{
    public const string Json = """
        {
          "$schema": "world.schema.json",
          "quotas": {
            "default": { "requestsPerSecond": 7.5, "burst": 9 },
            "operations": { "GetWebIdentityToken": { "requestsPerSecond": 0.01, "burst": 3 }, "AssumeRole": { "requestsPerSecond": 5, "burst": 6 } },
            "perFederatedUser": { "requestsPerSecond": 1, "burst": 2 },
            "perPrincipal": { "requestsPerSecond": 3, "burst": 4 },
            "perSource": { "requestsPerSecond": 11, "burst": 12 }
          },
          "seed": 7,
          "clock": { "sessionTimeScale": 60, "skewSeconds": -1.5 },
          "faults": [
            { "id": "slow", "match": { "operations": ["Assume*"], "attempts": [1, "3-"] }, "every": 3, "effect": { "type": "latency", "distribution": { "kind": "fixed", "ms": 20 } }, "ttlSeconds": 60 }
          ],
          "organization": { "id": "o-exampleorgid", "managementAccountId": "123456789012", "delegatedAdministrators": ["210987654321"] },
          "accounts": [
            {
              "id": "123456789012",
              "alias": "example-corp",
              "quotas": { "default": { "requestsPerSecond": 3, "burst": 4 }, "operations": null, "perFederatedUser": null, "perPrincipal": null },
              "root": {
                "accessKeys": [{ "accessKeyId": "AKIARZPUZDIKGROOT222", "secretAccessKey": "root-secret", "createdAt": "2026-01-02T03:04:05Z" }],
                "mfaDevices": [{ "serialNumber": "arn:aws:iam::123456789012:mfa/root", "seed": "JBSWY3DPEHPK3PXP", "enabledAt": "2026-01-02T03:04:05.678Z", "clockDrift": -3 }]
              },
              "outboundWebIdentityFederation": true,
              "globalEndpointTokenVersion": "v2Token",
              "clock": { "sessionTimeScale": 2, "skewSeconds": 0 },
              "faults": [{ "id": "storm", "preset": "sts-throttle", "probability": 0.5 }],
              "propagationDelay": { "minimumMs": 0.5, "maximumMs": 4000, "seed": 7 },
              "disabledRegions": ["eu-west-1", "ap-south-1"],
              "serviceControlPolicies": { "scp": { "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } } },
              "resourceControlPolicies": { "rcp": { "Statement": { "Effect": "Deny", "Action": "s3:*", "Resource": "*" } } },
              "oidcProviders": [
                {
                  "url": "https://idp.example.com/tenant", "clientIds": ["a", "b"], "jwks": { "keys": [] },
                  "thumbprints": ["0123456789abcdef0123456789abcdef01234567"], "createdAt": "2026-01-02T03:04:05Z", "tags": { "team": "blue" }
                }
              ],
              "samlProviders": [{ "name": "stssim", "createdAt": "2026-01-02T03:04:05Z", "tags": { "team": "blue" } }],
              "mfaDevices": [{ "serialNumber": "arn:aws:iam::123456789012:mfa/spare", "seed": "JBSWY3DPEHPK3PXPJBSWY3DP", "tags": { "team": "blue" } }],
              "policies": [
                { "name": "plain", "document": { "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } } },
                {
                  "name": "versioned", "path": "/team/", "id": "ANPACKCEVSQ6C2EXAMPLE", "description": "Three, of which one is gone",
                  "createdAt": "2026-01-02T03:04:05Z", "updatedAt": "2026-01-03T03:04:05Z", "tags": { "team": "blue" },
                  "versions": [
                    { "versionId": "v1", "document": { "Statement": { "Effect": "Allow", "Action": "s3:Get*", "Resource": "*" } }, "createdAt": "2026-01-02T03:04:05Z" },
                    { "versionId": "v3", "document": "{ \"Statement\": [ {\"Effect\":\"Deny\", \"Action\":\"*\", \"Resource\":\"*\"} ] }" }
                  ],
                  "defaultVersionId": "v1", "nextVersionId": "v5"
                }
              ],
              "groups": [
                {
                  "name": "Ops", "path": "/team/", "id": "AGPACKCEVSQ6C2EXAMPLE", "createdAt": "2026-01-02T03:04:05Z",
                  "policies": { "inline": { "Statement": { "Effect": "Allow", "Action": "sts:*", "Resource": "*" } } },
                  "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]
                }
              ],
              "users": [
                {
                  "name": "alice", "path": "/team/red/", "id": "AIDACKCEVSQ6C2EXAMPLE", "createdAt": "2026-01-02T03:04:05.0000001Z",
                  "accessKeys": [
                    { "accessKeyId": "AKIARZPUZDIKALICE234", "secretAccessKey": "alice-secret", "status": "Inactive" },
                    { "generate": "seed", "createdAt": "2026-01-02T03:04:05+02:00" }
                  ],
                  "policies": { "inline": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "sts:*", "Resource": "arn:aws:s3:::${aws:username}/*" } } },
                  "managedPolicyArns": ["arn:aws:iam::123456789012:policy/team/versioned"],
                  "permissionsBoundary": "arn:aws:iam::123456789012:policy/plain",
                  "groups": ["ops"],
                  "mfaDevices": [{ "serialNumber": "GAHT12345678", "seed": "JBSWY3DPEHPK3PXP" }],
                  "tags": { "team": "blue", "empty": "" }
                },
                { "name": "bob", "permissionsBoundary": { "deletedPolicyArn": "arn:aws:iam::123456789012:policy/gone" } },
                { "count": 3, "name": "user-{n:000}", "accessKeys": [{ "generate": "load" }], "tags": { "number": "{n}" } }
              ],
              "roles": [
                {
                  "name": "app", "path": "/team/", "id": "AROACKCEVSQ6C2EXAMPLE", "createdAt": "2026-01-02T03:04:05Z", "description": "For the app",
                  "trustPolicy": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "123456789012" }, "Action": "sts:AssumeRole" } },
                  "policies": { "inline": { "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } } },
                  "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                  "permissionsBoundary": "arn:aws:iam::123456789012:policy/plain",
                  "maxSessionDuration": 7200, "tags": { "team": "blue" }
                }
              ]
            },
            {
              "id": "210987654321",
              "roles": [
                {
                  "name": "trusting",
                  "trustPolicy": {
                    "Statement": [
                      {
                        "Effect": "Allow", "Action": "sts:AssumeRole",
                        "Principal": { "AWS": ["arn:aws:iam::123456789012:user/team/red/alice", "AIDAGONEGONEGONEGONE2", "arn:aws:iam::999999999999:user/unknown"] }
                      }
                    ]
                  }
                }
              ],
              "outboundWebIdentityFederation": "https://11111111-2222-3333-4444-555555555555.tokens.sts.global.api.aws"
            },
            { "count": 2, "id": "3000000000{n:00}", "alias": "copy-{n}" }
          ]
        }
        """;
}
