using System.Net;

namespace StsSim.Testing;

/// <summary>Why a simulator did not do what it was asked, and what to do about it.</summary>
public sealed class StsSimulatorException(string message, HttpStatusCode? status = null, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The status of its answer, or <see langword="null"/> where there was none.</summary>
    public HttpStatusCode? Status { get; } = status;
}
