using StsSim.Host;

return await HostCommand.Create().Parse(args).InvokeAsync();
