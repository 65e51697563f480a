using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Ledgers;

internal sealed class PrincipalSessionsGrain([FromKeyedServices(SimulatedTime.Key)] TimeProvider time, GatewayBroadcast gateways)
    : SessionHolderGrain(time, gateways), IPrincipalSessionsGrain;
