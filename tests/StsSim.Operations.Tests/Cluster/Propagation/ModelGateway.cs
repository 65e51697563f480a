using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Operations.Accounts;
using StsSim.Operations.Cluster;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests.Models;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Cluster.Propagation;

/// <summary>A gateway as far as it follows the cluster, and what the model knows that it has to know.</summary>
internal sealed class ModelGateway : IDisposable
{
    private readonly StsInstruments _instruments = new();
    private readonly Dictionary<Register, int> _hasToKnow = [];
    private readonly Dictionary<Register, int> _shown = [];
    private readonly Life _life = new();
    private readonly ClusterContact _contact;

    /// <param name="subjectOf">What a call of the cluster is about, where it tells of a write.</param>
    public ModelGateway(string name, ModelSilo silo, FakeTimeProvider clock, Func<MethodInfo, object?[], Register?> subjectOf)
    {
        Name = name;
        IGrainFactory grains = silo.FactoryOf(_life, link => silo.ReferTo(name, (IGatewayObserver)link, _life, (method, args, call) =>
        {
            if (subjectOf(method, args) is { Telling: { } write } register)
            {
                _ = NoteToldAsync(register, write, call);
            }
        }));
        _contact = new ClusterContact(clock);
        Accounts = new AccountCache(grains, new AccountLeasesFactory(grains, clock, _instruments), _instruments, clock);
        Link = new ClusterLinkBuilder(grains, _instruments) { Time = clock, Accounts = Accounts, Contact = _contact }.Build();
    }

    public string Name { get; }

    public ClusterLink Link { get; }

    public AccountCache Accounts { get; }

    public bool IsDead => _life.IsOver;

    public bool IsCurrent => !_life.IsOver && _contact.IsCurrent;

    public Task Renewal { get; private set; } = Task.CompletedTask;

    public int HasToKnow(Register register) => _hasToKnow.GetValueOrDefault(register);

    /// <summary>Makes sure of its membership, unless it is at it.</summary>
    public void Renew(IEnumerable<Register> registers)
    {
        if (Renewal.IsCompleted)
        {
            Renewal = RenewAsync(registers.Select(register => (register, register.Acknowledged)).ToArray());
        }
    }

    /// <summary>Fails where it shows less than it has to know, or less than it has shown.</summary>
    public void Shows(Register register, int write)
    {
        Assert.True(write >= HasToKnow(register), $"{Name} shows write {write} of {register.Name}, and has to know {HasToKnow(register)}");
        Assert.True(write >= _shown.GetValueOrDefault(register), $"{Name} shows write {write} of {register.Name}, and has shown {_shown.GetValueOrDefault(register)}");
        Assert.True(write <= register.Begun, $"{Name} shows write {write} of {register.Name}, which nobody has made");
        _shown[register] = write;
    }

    public void Kill() => _life.End();

    public void Dispose() => _instruments.Dispose();

    private async Task RenewAsync((Register Register, int Acknowledged)[] before)
    {
        try
        {
            await Link.JoinAsync();
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return;
        }

        foreach ((Register register, int acknowledged) in before)
        {
            Learn(register, acknowledged);
        }
    }

    private async Task NoteToldAsync(Register register, int write, Task call)
    {
        try
        {
            await call;
            Learn(register, write);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // Not told.
        }
    }

    private void Learn(Register register, int write) => _hasToKnow[register] = Math.Max(HasToKnow(register), write);
}
