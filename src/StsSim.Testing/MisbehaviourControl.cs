namespace StsSim.Testing;

/// <summary>The faults and the clock of a simulator, or of one of its accounts.</summary>
/// <param name="route">What the routes of both begin with.</param>
internal sealed class MisbehaviourControl(ControlClient control, string route)
{
    public Task<FaultRuleStatus> PutFaultAsync(string id, object rule, CancellationToken cancellationToken) =>
        control.SendAsync<FaultRuleStatus>(HttpMethod.Put, RouteOf(id), rule, cancellationToken);

    public Task RemoveFaultAsync(string id, CancellationToken cancellationToken) => control.SendAsync(HttpMethod.Delete, RouteOf(id), cancellationToken);

    public Task ClearFaultsAsync(CancellationToken cancellationToken) => control.SendAsync(HttpMethod.Delete, $"{route}/faults", cancellationToken);

    public Task<IReadOnlyList<FaultRuleStatus>> GetFaultsAsync(CancellationToken cancellationToken) =>
        control.SendAsync<IReadOnlyList<FaultRuleStatus>>(HttpMethod.Get, $"{route}/faults", body: null, cancellationToken);

    public Task<SimulatedClock> GetClockAsync(CancellationToken cancellationToken) =>
        control.SendAsync<SimulatedClock>(HttpMethod.Get, $"{route}/clock", body: null, cancellationToken);

    public Task<SimulatedClock> SetClockAsync(double sessionTimeScale, double skewSeconds, CancellationToken cancellationToken) =>
        control.SendAsync<SimulatedClock>(
            HttpMethod.Put, $"{route}/clock", new { SessionTimeScale = sessionTimeScale, SkewSeconds = skewSeconds }, cancellationToken);

    public Task ResetClockAsync(CancellationToken cancellationToken) => control.SendAsync(HttpMethod.Delete, $"{route}/clock", cancellationToken);

    private string RouteOf(string fault) => $"{route}/faults/{Uri.EscapeDataString(fault)}";
}
