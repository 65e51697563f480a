using System.Text.Json;

namespace StsSim.Operations.IdentityProviders;

/// <summary>
/// What a token of GetWebIdentityToken says beside the registered claims: one object named
/// <c>https://sts.amazonaws.com/</c> (IAM User Guide, "Understanding token claims").
/// </summary>
internal static class OutboundTokenClaims
{
    /// <summary>In bytes. That there is a limit is in the service model; how high it is, AWS does not say.</summary>
    public const int LongestPayload = 16 * 1024;

    private const string Namespace = "https://sts.amazonaws.com/";

    /// <summary>The ARN of the user or of the role, never that of a role session.</summary>
    public static string SubjectOf(AwsCall call) => call.Principal.RoleArn ?? call.Principal.Arn;

    public static byte[] Write(AwsCall call, IReadOnlyList<KeyValuePair<string, string>> requestTags)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jti", Guid.NewGuid().ToString());
            json.WriteStartObject(Namespace);
            json.WriteString("aws_account", call.Account.IdText);
            json.WriteString("source_region", call.Region);
            if (call.Account.Organization is { } organization)
            {
                json.WriteString("org_id", organization.OrganizationId);
            }

            WriteTags(json, "principal_tags", call.Caller.Tags);
            WriteTags(json, "request_tags", requestTags);
            foreach ((string key, string value) in call.Caller.Session?.FederatedContext ?? [])
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteTags(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> tags)
    {
        bool any = false;
        foreach ((string key, string value) in tags)
        {
            if (!any)
            {
                json.WriteStartObject(name);
                any = true;
            }

            json.WriteString(key, value);
        }

        if (any)
        {
            json.WriteEndObject();
        }
    }
}
