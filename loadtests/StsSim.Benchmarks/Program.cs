using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

// One that could not run is a row without figures to BenchmarkDotNet, and a failure to whoever keeps benchmarks.
Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args)];
return Array.Exists(summaries, summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
