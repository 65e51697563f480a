namespace StsSim.Grains.Abstractions.Mfa;

/// <summary>An MFA device's memory: each of its codes works once, on whatever gateway. Key: <c>{account}/{serial number}</c>.</summary>
[Alias("stssim.IMfaDeviceGrain")]
public interface IMfaDeviceGrain : IGrainWithStringKey
{
    static string KeyOf(string accountId, string serialNumber) => $"{accountId}/{serialNumber}";

    /// <summary>Uses up the code of a time step (RFC 6238); <see langword="false"/> where it was used before.</summary>
    [Alias("TryUse"), ResponseTimeout(RequestPatience.Text)]
    Task<bool> TryUse(long step);

    /// <summary>
    /// Uses up the codes of two consecutive steps; <see langword="false"/>, and neither is used, where one was used before,
    /// unless by this same request.
    /// </summary>
    [Alias("TryUsePair"), ResponseTimeout(RequestPatience.Text)]
    Task<bool> TryUsePair(long second, Guid request);

    /// <summary>Forgets all codes: another device is to have the serial number, with a seed of its own.</summary>
    [Alias("Forget")]
    Task Forget();
}
