namespace StsSim.Host;

/// <summary>Why the simulator cannot start, in one sentence for the person who started it.</summary>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
