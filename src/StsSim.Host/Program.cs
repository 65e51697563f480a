using System.CommandLine;
using StsSim.Host;

ParseResult parsed = HostCommand.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"stssim: {UsageError.Of(parsed)} (--help lists what there is)");
    return HostCommand.BadUsage;
}

// The host drains when it is told to stop, and decides itself when that is done.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
