namespace StsSim.LoadTests.Clients.Raw;

/// <summary>The parameters of a request, in the order of their names, so that a presigned URL need not sort them.</summary>
internal static class StsForm
{
    public static void Append(WireBuffer form, StsRequest request)
    {
        AppendAction(form, request.Operation);
        if (request.DurationSeconds is { } seconds)
        {
            form.Append("&DurationSeconds="u8).AppendNumber(seconds);
        }

        AppendIfGiven(form, "&Name="u8, request.Name);
        AppendIfGiven(form, "&Policy="u8, request.Policy);
        AppendIfGiven(form, "&RoleArn="u8, request.RoleArn);
        AppendIfGiven(form, "&RoleSessionName="u8, request.RoleSessionName);
        form.Append("&Version=2011-06-15"u8);
        AppendIfGiven(form, "&WebIdentityToken="u8, request.WebIdentityToken);
    }

    private static void AppendAction(WireBuffer form, string operation)
    {
        switch (operation)
        {
            case "GetFederationToken": form.Append("Action=GetFederationToken"u8); break;
            case "GetCallerIdentity": form.Append("Action=GetCallerIdentity"u8); break;
            case "GetSessionToken": form.Append("Action=GetSessionToken"u8); break;
            case "AssumeRole": form.Append("Action=AssumeRole"u8); break;
            case "AssumeRoleWithWebIdentity": form.Append("Action=AssumeRoleWithWebIdentity"u8); break;
            default: form.Append("Action="u8).AppendEncoded(operation); break;
        }
    }

    private static void AppendIfGiven(WireBuffer form, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            form.Append(name).AppendEncoded(value);
        }
    }
}
