namespace StsSim.LoadTests.Clients;

/// <summary>What a client is made with.</summary>
/// <param name="ApplicationId">As it calls itself in its User-Agent, so that the server tells it from the others.</param>
/// <param name="Credentials">What it signs with unless a request says otherwise.</param>
/// <param name="Timeout">How long it waits for the answer to one attempt; <see langword="null"/> leaves the client's own default.</param>
/// <param name="Seed">What it draws from, where its behaviour has chance in it.</param>
internal sealed record ClientSetting(
    Uri Endpoint, string Region, string ApplicationId, ClientCredentials Credentials, TimeSpan? Timeout, int Seed, TimeProvider Time);
