using k8s.Models;
using StsSim.Deploy.Tests.Kustomize;
using StsSim.Deploy.Tests.Manifests;
using StsSim.LoadTests;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Workers;

namespace StsSim.Deploy.Tests.LoadTest;

/// <summary>The manifests of a load test on a cluster, against the program that they start.</summary>
public sealed class LoadTestManifestTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Deploy, "loadtest");

    private readonly ManifestSet _set = ManifestSet.InFolder(Folder);
    private readonly string _settings = Path.GetTempFileName();

    private V1Job Coordinator => _set.Get<V1Job>("load-test-coordinator");

    private V1Job Workers => _set.Get<V1Job>("load-test-worker");

    public void Dispose() => File.Delete(_settings);

    [Fact]
    public async Task The_coordinator_gets_arguments_and_variables_that_it_knows()
    {
        V1Container container = Coordinator.Spec.Template.Spec.Containers.Single();
        LoadTestCommandLine read = await CoordinatorAsync(_set);

        RunOptions run = read.Run!;
        Assert.Equal(Workers.Spec.Parallelism, run.Workers!.Count);
        Assert.Equal(container.Ports.Single().ContainerPort, run.Workers.Listen!.Port);
        Assert.NotEmpty(run.Thresholds);
        Assert.All(container.Env, variable => Assert.Contains(variable.Name, read.Asked));

        string[] writable = [.. container.VolumeMounts.Where(mount => mount.ReadOnlyProperty is not true).Select(mount => mount.MountPath)];
        Assert.All(
            run.DataFiles.Where(file => !file.IsStandardOutput).Select(file => file.Path).Append(run.ReportFile!).Append(run.JUnitFile!),
            file => Assert.Contains(Path.GetDirectoryName(file)!, writable));
        Assert.Contains(run.DataFiles, file => file.IsStandardOutput);
    }

    [Fact]
    public async Task Workers_join_the_coordinator_where_it_listens()
    {
        V1Container container = Workers.Spec.Template.Spec.Containers.Single();
        LoadTestCommandLine read = await LoadTestCommandLine.OfAsync(container, container.Args);

        Assert.All(container.Env, variable => Assert.Contains(variable.Name, read.Asked));
        V1Service service = _set.Get<V1Service>(read.Join!.Value.Host);
        V1ServicePort port = service.Spec.Ports.Single(port => port.Port == read.Join.Value.Port);
        Assert.Equal("None", service.Spec.ClusterIP);
        Assert.True(service.Spec.PublishNotReadyAddresses);

        // Without an address of its own a service has no port of its own either: names lead straight to pods.
        Assert.Equal(port.Port, _set.WorkloadOf("load-test-coordinator").PortOf(port.TargetPort));
        Assert.Equal((await CoordinatorAsync(_set)).Run!.Workers!.Listen!.Port, port.Port);
    }

    [Fact]
    public async Task Both_know_each_other_by_the_same_token_which_the_example_does_not_have()
    {
        V1SecretKeySelector coordinators = TokenOf(Coordinator);
        V1SecretKeySelector workers = TokenOf(Workers);

        Assert.Equal((coordinators.Name, coordinators.Key), (workers.Name, workers.Key));
        Assert.NotEqual(true, workers.Optional);
        Assert.True(_set.Get<V1Secret>(workers.Name).StringData[workers.Key].Length < 16, "The program would take the example's token.");
        Assert.DoesNotContain("secret.example.yaml", Kustomization.Read(Path.Combine(Folder, "kustomization.yaml")).Resources);
        Assert.Equal(LoadTestCommandLine.Token, (await CoordinatorAsync(_set)).Run!.Workers!.Token);
    }

    [Fact]
    public async Task Deadlines_leave_time_for_joining_warming_up_and_the_load()
    {
        RunOptions run = (await CoordinatorAsync(_set)).Run!;
        V1Container worker = Workers.Spec.Template.Spec.Containers.Single();
        LoadTestCommandLine read = await LoadTestCommandLine.OfAsync(worker, worker.Args);
        double needed = (run.Workers!.JoinTimeout + run.WarmUp + run.Duration).TotalSeconds;

        Assert.Equal(run.Workers.JoinTimeout, read.Join!.Value.JoinTimeout);
        Assert.InRange(Coordinator.Spec.ActiveDeadlineSeconds!.Value, needed, double.MaxValue);
        Assert.InRange(Workers.Spec.ActiveDeadlineSeconds!.Value, needed, double.MaxValue);
    }

    [Fact]
    public void A_load_test_that_fails_is_not_repeated()
    {
        Assert.Equal(0, Coordinator.Spec.BackoffLimit);
        Assert.Equal("Never", Coordinator.Spec.Template.Spec.RestartPolicy);
        Assert.Equal(1, (Coordinator.Spec.Parallelism ?? 1) * (Coordinator.Spec.Completions ?? 1));
    }

    [Fact]
    public void Workers_are_all_there_at_once_and_those_that_cannot_take_part_are_not_repeated()
    {
        V1JobSpec workers = Workers.Spec;

        Assert.Equal("Indexed", workers.CompletionMode);
        Assert.Equal(workers.Parallelism, workers.Completions);
        Assert.NotNull(workers.BackoffLimitPerIndex); // without it no rule may fail an index
        V1PodFailurePolicyRule refused = workers.PodFailurePolicy.Rules.Single(rule => rule.Action == "FailIndex");
        Assert.Equal(("In", "worker"), (refused.OnExitCodes.OperatorProperty, refused.OnExitCodes.ContainerName));
        Assert.Equal([ExitCode.CannotRun], refused.OnExitCodes.Values);
        V1PodFailurePolicyRule disturbed = workers.PodFailurePolicy.Rules.Single(rule => rule.Action == "Ignore");
        Assert.Equal(("DisruptionTarget", "True"), (disturbed.OnPodConditions.Single().Type, disturbed.OnPodConditions.Single().Status));
        Assert.Equal("Never", workers.Template.Spec.RestartPolicy); // a failure policy needs it
        Assert.Equal("ScheduleAnyway", workers.Template.Spec.TopologySpreadConstraints.Single().WhenUnsatisfiable);
    }

    [Fact]
    public void Both_are_one_image() => Assert.Single(
        new[] { Coordinator, Workers }.Select(job => job.Spec.Template.Spec.Containers.Single().Image).Distinct());

    [Fact]
    public async Task How_many_workers_there_are_is_said_once()
    {
        using var copy = new CopiedFolder(Folder);
        string workers = Path.Combine(copy.Path, "workers.yaml");
        await File.WriteAllTextAsync(workers, (await File.ReadAllTextAsync(workers, TestContext.Current.CancellationToken)).Replace("parallelism: 4", "parallelism: 9", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var rendered = ManifestSet.Rendered(await Kubectl.KustomizeAsync(copy.Path), "nine workers");

        Assert.Equal(9, rendered.Get<V1Job>("load-test-worker").Spec.Completions);
        Assert.Equal(9, (await CoordinatorAsync(rendered)).Run!.Workers!.Count);
    }

    [Fact]
    public async Task Reports_can_be_kept_on_a_volume_that_stays()
    {
        using var copy = new CopiedFolder(Folder);
        string overlay = Path.Combine(copy.Path, "overlay");
        Directory.CreateDirectory(overlay);
        await File.WriteAllTextAsync(
            Path.Combine(overlay, "kustomization.yaml"), "resources: [../base]\ncomponents: [../base/keep-reports]\n", TestContext.Current.CancellationToken);
        _ = new CopiedFolder(Folder, Path.Combine(copy.Path, "base"));

        var rendered = ManifestSet.Rendered(await Kubectl.KustomizeAsync(overlay), "keep-reports");

        V1Volume reports = rendered.Get<V1Job>("load-test-coordinator").Spec.Template.Spec.Volumes.Single(volume => volume.Name == "reports");
        Assert.Null(reports.EmptyDir);
        Assert.NotNull(rendered.Get<V1PersistentVolumeClaim>(reports.PersistentVolumeClaim.ClaimName));
    }

    private static V1SecretKeySelector TokenOf(V1Job job) => job.Spec.Template.Spec.Containers.Single().Env
        .Single(variable => variable.Name == LocalWorkers.TokenVariable).ValueFrom.SecretKeyRef;

    /// <summary>With its settings where they can be read here.</summary>
    private async Task<LoadTestCommandLine> CoordinatorAsync(ManifestSet set)
    {
        V1PodSpec pod = set.Get<V1Job>("load-test-coordinator").Spec.Template.Spec;
        V1Container container = pod.Containers.Single();
        V1VolumeMount mount = container.VolumeMounts.Single(mount => mount.Name == "settings");
        string map = pod.Volumes.Single(volume => volume.Name == mount.Name).ConfigMap.Name;
        (string key, string text) = set.Get<V1ConfigMap>(map).Data.Single();
        await File.WriteAllTextAsync(_settings, text, TestContext.Current.CancellationToken);
        string path = $"{mount.MountPath}/{key}";
        Assert.Contains($"--settings={path}", container.Args);
        return await LoadTestCommandLine.OfAsync(container, container.Args.Select(argument => argument.Replace(path, _settings, StringComparison.Ordinal)));
    }
}
