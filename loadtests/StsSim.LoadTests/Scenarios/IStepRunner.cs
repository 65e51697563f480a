using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Scenarios;

/// <summary>Sends the calls of an invocation, and measures each under the name of its step. The program's own engine is one; an adapter to another load generator is, too.</summary>
internal interface IStepRunner
{
    ValueTask<StsReply> SendAsync(string step, StsRequest request);
}
