namespace StsSim.Gateway.Control;

/// <summary>
/// Who may ask a route and on which listener it answers, as metadata of the route. A route without it belongs to the
/// control API: guarded, and on the control listener alone where there is one.
/// </summary>
public sealed class RouteAccess
{
    private RouteAccess(bool onControlListener, bool onAwsListener) => (OnControlListener, OnAwsListener) = (onControlListener, onAwsListener);

    /// <summary>For load balancers and clients that wait for a start: anybody, on every listener. Changes nothing, tells nothing of any account.</summary>
    public static RouteAccess Health { get; } = new(onControlListener: true, onAwsListener: true);

    /// <summary>For Prometheus: anybody on the control listener. Changes nothing, tells nothing of any account.</summary>
    public static RouteAccess Metrics { get; } = new(onControlListener: true, onAwsListener: false);

    /// <summary>For browsers: anybody where the control API is. It holds nothing, and what it shows it asks of guarded routes.</summary>
    public static RouteAccess Page { get; } = new(onControlListener: true, onAwsListener: false);

    /// <summary>
    /// For browsers, and guarded as the control API is. Pages that are not ours cannot send a bearer token, so the admin
    /// token is taken as a password, too, which browsers ask for by themselves.
    /// </summary>
    public static RouteAccess GuardedPage { get; } = new(onControlListener: true, onAwsListener: false) { IsGuarded = true };

    /// <summary>What AWS serves to anybody.</summary>
    public static RouteAccess Aws { get; } = new(onControlListener: false, onAwsListener: true);

    /// <summary>Whether <see cref="ControlAccess"/> decides who may ask.</summary>
    public bool IsGuarded { get; private init; }

    public bool OnControlListener { get; }

    public bool OnAwsListener { get; }
}
