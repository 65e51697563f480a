using StsSim.Grains.Abstractions.Gateways;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests.Models;

namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>A gateway as far as it issues sessions and tells of them.</summary>
internal sealed class ModelTeller : IDisposable
{
    private readonly StsInstruments _instruments = new();
    private readonly Life _life = new();
    private readonly Func<ModelTeller, Action> _onFlush;

    /// <param name="onFlush">Sees each flush begin, and says what follows once ledgers know of all issued until then.</param>
    public ModelTeller(string name, ModelSilo silo, Func<ModelTeller, Action> onFlush)
    {
        _onFlush = onFlush;
        Journal = new LedgerJournal(silo.FactoryOf(_life), _instruments);
        Reference = silo.ReferTo(name, InterfaceProxy.Of<IGatewayObserver>((_, _) => FlushAsync()), _life, (_, _, _) => { });
    }

    public LedgerJournal Journal { get; }

    public IGatewayObserver Reference { get; }

    public int Issued { get; set; }

    public bool IsDead => _life.IsOver;

    public void Kill() => _life.End();

    public void Dispose() => _instruments.Dispose();

    // As the gateway's link to the cluster does it.
    private async Task FlushAsync()
    {
        Action confirm = _onFlush(this);
        try
        {
            await Journal.ConfirmAsync();
            confirm();
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // Told later.
        }
    }
}
