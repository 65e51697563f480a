namespace StsSim.Gateway.Control;

/// <summary>One operation of the control API as its document names it.</summary>
internal sealed record ControlOperation(string Method, string Path, string Summary);
