namespace StsSim.Testing;

/// <summary>What a simulator inside a test is started with.</summary>
public sealed record StsSimulatorOptions
{
    /// <summary>A world file, or <see langword="null"/> for the example world.</summary>
    public string? WorldFile { get; init; }

    /// <summary>Takes any access key and compares no signature; the rest stays as strict as it is.</summary>
    public bool Permissive { get; init; }

    /// <summary>
    /// Listens under https, with a certificate for AWS's own names as well: for clients inside of SDKs that no endpoint
    /// reaches. Clients have to trust <see cref="StsSimulator.CertificateAuthorityFile"/>.
    /// </summary>
    public bool Https { get; init; }
}
