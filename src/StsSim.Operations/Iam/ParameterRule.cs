using StsSim.Operations.Parameters;

namespace StsSim.Operations.Iam;

/// <summary>What the service model of IAM asks of a text: its length and the characters it may hold.</summary>
public sealed record ParameterRule(int Minimum, int Maximum, ParameterPattern Pattern)
{
    /// <summary>Names of users that exist. New ones have <see cref="NewUserName"/>, and in some operations those that exist.</summary>
    public static ParameterRule UserName { get; } = new(1, 128, ParameterPattern.IamName);

    public static ParameterRule NewUserName { get; } = new(1, 64, ParameterPattern.IamName);

    public static ParameterRule GroupName { get; } = new(1, 128, ParameterPattern.IamName);

    public static ParameterRule RoleName { get; } = new(1, 64, ParameterPattern.IamName);

    public static ParameterRule PolicyName { get; } = new(1, 128, ParameterPattern.IamName);

    public static ParameterRule PolicyDocument { get; } = new(1, 131_072, ParameterPattern.PolicyDocument);

    public static ParameterRule PolicyDescription { get; } = new(0, 1000, ParameterPattern.Any);

    public static ParameterRule PolicyVersionId { get; } = new(1, int.MaxValue, ParameterPattern.PolicyVersionId);

    public static ParameterRule RoleDescription { get; } = new(0, 1000, ParameterPattern.RoleDescription);

    public static ParameterRule Path { get; } = new(1, 512, ParameterPattern.IamPath);

    public static ParameterRule PolicyPath { get; } = new(1, 512, ParameterPattern.PolicyPath);

    public static ParameterRule PathPrefix { get; } = new(1, 512, ParameterPattern.IamPathPrefix);

    public static ParameterRule Arn { get; } = new(20, 2048, ParameterPattern.Any);

    public static ParameterRule ActionName { get; } = new(3, 128, ParameterPattern.Any);

    public static ParameterRule ResourceName { get; } = new(1, 2048, ParameterPattern.Any);

    public static ParameterRule ResourceHandlingOption { get; } = new(1, 64, ParameterPattern.Any);

    public static ParameterRule ContextKeyName { get; } = new(5, 256, ParameterPattern.Any);

    public static ParameterRule ContextKeyValue { get; } = new(0, int.MaxValue, ParameterPattern.Any);

    public static ParameterRule AccessKeyId { get; } = new(16, 128, ParameterPattern.AccessKeyId);

    public static ParameterRule IamSerialNumber { get; } = new(9, 256, ParameterPattern.IamSerialNumber);

    public static ParameterRule AuthenticationCode { get; } = new(6, 6, ParameterPattern.AuthenticationCode);

    public static ParameterRule VirtualMfaDeviceName { get; } = new(1, int.MaxValue, ParameterPattern.VirtualMfaDeviceName);

    public static ParameterRule OidcProviderUrl { get; } = new(1, 255, ParameterPattern.Any);

    public static ParameterRule ClientId { get; } = new(1, 255, ParameterPattern.Any);

    public static ParameterRule SamlMetadata { get; } = new(1000, 10_000_000, ParameterPattern.Any);

    public static ParameterRule SamlProviderName { get; } = new(1, 128, ParameterPattern.SamlProviderName);

    public static ParameterRule PrivateKey { get; } = new(1, 16_384, ParameterPattern.PolicyDocument); // the same characters

    public static ParameterRule PrivateKeyId { get; } = new(22, 64, ParameterPattern.PrivateKeyId);

    public static ParameterRule AccountAlias { get; } = new(3, 63, ParameterPattern.AccountAlias);

    /// <summary>Whatever it is, the operation has a sentence of its own for it.</summary>
    public static ParameterRule AnyText { get; } = new(0, int.MaxValue, ParameterPattern.Any);

    public static ParameterRule Marker { get; } = new(1, int.MaxValue, ParameterPattern.Marker);

    public static ParameterRule TagKey { get; } = new(1, 128, ParameterPattern.TagKey);

    public static ParameterRule TagValue { get; } = new(0, 256, ParameterPattern.TagValue);
}
