using StsSim.LoadTests.NBomber;

return await NBomberProgram.RunAsync(args).ConfigureAwait(false);
