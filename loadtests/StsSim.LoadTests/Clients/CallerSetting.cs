namespace StsSim.LoadTests.Clients;

/// <summary>What a client group of an experiment works with.</summary>
/// <param name="Call">The call that it makes again and again.</param>
/// <param name="Timeout">How long it waits for the answer to one attempt.</param>
/// <param name="SessionSeconds">How long the sessions last that it asks for.</param>
/// <param name="Seed">What it draws from, where its behaviour has chance in it.</param>
internal sealed record CallerSetting(
    Uri Endpoint, LeasedAccount Account, StsCall Call, TimeSpan Timeout, int SessionSeconds, int Seed, TimeProvider Time);
