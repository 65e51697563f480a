namespace StsSim.Deploy.Tests.Manifests;

/// <summary>A manifest that an API server would refuse.</summary>
public sealed class InvalidManifestException(string message, Exception? cause = null) : Exception(message, cause);
