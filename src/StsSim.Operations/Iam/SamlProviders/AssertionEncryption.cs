using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>
/// The parameters for encrypted assertions. Nothing here decrypts them, so what would promise it is refused, and there
/// never is a key to remove.
/// </summary>
/// <param name="Refusal">Why the request cannot be granted, or <see langword="null"/> where it asks for nothing of the kind.</param>
/// <param name="IsAsked">Whether any of the parameters was there.</param>
internal readonly record struct AssertionEncryption(AwsError? Refusal, bool IsAsked)
{
    /// <param name="withRemoval">Whether the operation has <c>RemovePrivateKey</c>, too.</param>
    public static AssertionEncryption Read(IamCall call, bool withRemoval = false)
    {
        string? mode = call.Choice("AssertionEncryptionMode", "Required", "Allowed");
        string? added = call.SensitiveText("AddPrivateKey", ParameterRule.PrivateKey);
        string? removed = withRemoval ? call.Text("RemovePrivateKey", ParameterRule.PrivateKeyId) : null;
        if (added is not null && removed is not null)
        {
            return new(IamErrors.AddsAndRemovesPrivateKey, true);
        }

        if (mode == "Required" && added is null)
        {
            return new(IamErrors.EncryptionNeedsPrivateKey, true);
        }

        if (mode is not null || added is not null)
        {
            return new(IamErrors.NoEncryptedAssertions, true);
        }

        return removed is null ? default : new(IamErrors.NoSuchPrivateKey, true);
    }
}
