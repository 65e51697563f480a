namespace StsSim.LoadTests.Simulation;

/// <summary>One fleet and the STS that it has to itself, in virtual time.</summary>
internal sealed class FleetModel
{
    private const int EventsBetweenLooks = 1 << 14;

    private readonly FleetParameters _parameters;
    private readonly FleetGroup _group;
    private readonly VirtualTime<PodEvent> _time = new();
    private readonly FleetRecorder _recorder;
    private readonly SimulatedPod[] _pods;

    public FleetModel(FleetParameters parameters, FleetGroup group)
    {
        _parameters = parameters;
        _group = group;
        _recorder = new FleetRecorder(parameters, _time);

        // Fleets that are compared draw from the same seed, and what STS draws does not shift what pods draw.
        var random = new Random(parameters.Seed);
        var surroundings = new PodSurroundings(
            group,
            parameters.TokenLifetime,
            parameters.UseEvery,
            _time,
            new SimulatedSts(parameters.Quota, parameters.Outages, parameters.ServiceLatency, new Random(random.Next())),
            _recorder,
            random);
        _pods = [.. Enumerable.Range(0, parameters.Pods).Select(_ => new SimulatedPod(surroundings))];
    }

    /// <param name="progress">Told now and then how much of the virtual time has passed, from 0 to 1.</param>
    public FleetResult Run(Action<double> progress, CancellationToken cancellationToken)
    {
        Begin();
        while (_time.TryNext(_parameters.Duration, out PodEvent next))
        {
            next.Pod.Handle(next);
            if (_time.Happened % EventsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress(_time.Now / _parameters.Duration);
            }
        }

        progress(1);
        foreach (SimulatedPod pod in _pods)
        {
            pod.End();
        }

        return _recorder.Result(_group);
    }

    private void Begin()
    {
        for (int index = 0; index < _pods.Length; index++)
        {
            if (_parameters.Start == FleetStart.Together)
            {
                _pods[index].BeginAnew();
            }
            else
            {
                _pods[index].BeginInService();
            }

            if (_parameters.Restart is { } restart)
            {
                _pods[index].PlanRestart(restart.Begin + (restart.Window * ((double)index / _pods.Length)));
            }
        }
    }
}
