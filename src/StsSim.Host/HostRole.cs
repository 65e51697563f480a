namespace StsSim.Host;

/// <summary>What part of a simulator a process is.</summary>
public enum HostRole
{
    /// <summary>A silo and an HTTP gateway: a whole simulator, alone or beside others.</summary>
    All,

    /// <summary>Keeps the world; of HTTP it serves health and metrics alone.</summary>
    Silo,

    /// <summary>Answers AWS requests and the control API, and keeps nothing that must not be lost.</summary>
    Gateway,
}
