using System.Text.Json;
using StsSim.LoadTests.DotNetV3Driver;

// Ctrl+C in a terminal reaches every process there; the generator ends this one by the end of its input.
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;

using var input = new StreamReader(Console.OpenStandardInput());
await using var lines = new AnswerLines(Console.OpenStandardOutput());
StsDriver driver;
try
{
    driver = StsDriver.Start(await input.ReadLineAsync().ConfigureAwait(false) ?? "", lines);
}
catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or NotSupportedException)
{
    lines.CannotStart(failure.Message);
    return 1;
}

using (driver)
{
    List<Task> calls = [];
    while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
    {
        calls.RemoveAll(call => call.IsCompletedSuccessfully);
        calls.Add(driver.AnswerAsync(line));
    }

    await Task.WhenAll(calls).ConfigureAwait(false);
}

return 0;
