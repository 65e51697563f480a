namespace StsSim.LoadTests.Clients.Raw;

/// <summary>A request as a URL that is signed for one cluster, as EKS's authenticator asks its clients for.</summary>
internal static class PresignedUrl
{
    // Of an empty body.
    private static ReadOnlySpan<byte> EmptyHash => "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"u8;

    /// <summary>Appends the query, signature and all.</summary>
    /// <param name="cluster">The value of the header that is signed and has to travel with the URL.</param>
    /// <param name="query">Holds the query for a moment.</param>
    /// <param name="scratch">Holds what is signed for a moment.</param>
    public static void Append(
        WireBuffer url,
        StsRequest request,
        string cluster,
        ClientCredentials credentials,
        SigningDate date,
        RequestTemplate template,
        WireBuffer query,
        WireBuffer scratch)
    {
        query.Clear();
        StsForm.Append(query, request);
        query.Append("&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="u8).AppendEncoded(credentials.AccessKeyId).Append("%2F"u8);
        template.Signer.AppendEncodedScope(query, date).Append("&X-Amz-Date="u8).Append(date.Time).Append("&X-Amz-Expires=60"u8);
        if (credentials.SessionToken is { } token)
        {
            query.Append("&X-Amz-Security-Token="u8).AppendEncoded(token);
        }

        query.Append("&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"u8);
        url.Append(query.Written).Append("&X-Amz-Signature="u8);

        scratch.Clear();
        scratch.Append(template.CanonicalGetStart).Append(query.Written)
            .Append("\nhost:"u8).Append(template.Host).Append("\nx-k8s-aws-id:"u8).AppendAscii(cluster)
            .Append("\n\nhost;x-k8s-aws-id\n"u8).Append(EmptyHash);
        template.Signer.AppendSignature(url, credentials, date, scratch.Written, query);
    }
}
