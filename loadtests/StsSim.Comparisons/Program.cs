using System.CommandLine;
using StsSim.Comparisons.Growth;
using StsSim.Comparisons.Overload;
using StsSim.Comparisons.Peers;
using StsSim.Comparisons.Servers;
using StsSim.Comparisons.Soak;
using StsSim.Comparisons.Users;
using StsSim.LoadTests;

var answer = new Option<FileInfo>("--answer") { Required = true };
var status = new Option<int>("--status") { DefaultValueFactory = _ => 200 };
var kestrel = new Command("kestrel", "Serve one answer with bare Kestrel; what the comparison starts.") { answer, status };
kestrel.SetAction(async parsed =>
{
    byte[] body = await File.ReadAllBytesAsync(parsed.GetRequiredValue(answer).FullName);
    await BareKestrel.ServeAsync(parsed.GetValue(status), body, Console.Out);
});

var root = new RootCommand("Measures the simulator beside other servers, and how its cost grows with what it holds and with time.")
{
    CompareCommand.Create(), GrowthCommand.Create(), UsersCommand.Create(), SoakCommand.Create(), OverloadCommand.Create(), kestrel,
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCode.CannotRun;
}
