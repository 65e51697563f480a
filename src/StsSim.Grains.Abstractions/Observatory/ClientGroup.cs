using System.Text;

namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>
/// Clients that behave alike, by what they say of themselves: the same SDK, version, language and retry mode, in one
/// account, under one application id. What is reconstructed and judged is a group's behaviour.
/// </summary>
/// <param name="AccountId">The account they call in; <see langword="null"/> where their requests named none that exists.</param>
/// <param name="ApplicationId">What the application calls itself in its User-Agent (<c>AWS_SDK_UA_APP_ID</c>), or <see langword="null"/>.</param>
/// <param name="Sdk">The product of the User-Agent, e.g. <c>Boto3</c>; empty where there is no agent.</param>
/// <param name="Language">The language of the User-Agent's <c>lang/</c>, e.g. <c>python</c>, or <see langword="null"/>.</param>
/// <param name="RetryMode"><c>legacy</c>, <c>standard</c> or <c>adaptive</c>; <see langword="null"/> where the agent does not say.</param>
/// <param name="IsInferred">Whether they send no invocation id, so that what belongs together is inferred.</param>
[GenerateSerializer, Immutable, Alias("stssim.ClientGroup")]
public sealed record ClientGroup(
    [property: Id(0)] string? AccountId,
    [property: Id(1)] string? ApplicationId,
    [property: Id(2)] string Sdk,
    [property: Id(3)] string SdkVersion,
    [property: Id(4)] string? Language,
    [property: Id(5)] string? RetryMode,
    [property: Id(6)] bool IsInferred)
{
    private const char Separator = '|';

    /// <summary>Where those are counted for whom there is no room.</summary>
    public static ClientGroup Others { get; } = new(AccountId: null, "(others)", "", "", Language: null, RetryMode: null, IsInferred: false);

    /// <summary>Its key as a grain: equal groups have equal keys, and others have others.</summary>
    public string Key
    {
        get
        {
            var key = new StringBuilder();
            foreach (string? part in (string?[])[AccountId, ApplicationId, Sdk, SdkVersion, Language, RetryMode, IsInferred ? "inferred" : null])
            {
                key.Append(part is null ? "-" : "=").Append(part?.Replace(@"\", @"\\").Replace("|", @"\|")).Append(Separator);
            }

            return key.ToString();
        }
    }

    /// <summary>As people call it, e.g. <c>checkout: Boto3/1.43.11 legacy</c>; not every group has one of its own.</summary>
    public string Name
    {
        get
        {
            string sdk = Sdk.Length == 0 ? "no User-Agent" : SdkVersion.Length == 0 ? Sdk : $"{Sdk}/{SdkVersion}";
            return $"{(ApplicationId is null ? "" : $"{ApplicationId}: ")}{sdk}{(RetryMode is null ? "" : $" {RetryMode}")}";
        }
    }
}
