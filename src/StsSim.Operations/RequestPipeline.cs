using System.Collections.Frozen;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Credentials;
using StsSim.Operations.Authentication;
using StsSim.Operations.Clocks;
using StsSim.Operations.Cluster;
using StsSim.Operations.Faults;
using StsSim.Operations.Iam;
using StsSim.Operations.Observation;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sts;
using StsSim.Operations.Throttling;
using StsSim.Protocol;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;
using StsSim.Protocol.Results;

namespace StsSim.Operations;

/// <summary>
/// The way of one request: parse, identify the operation, find out who asks, meet the faults that are for it, authenticate,
/// admit, then the operation itself (validate, authorise, perform, write), and observe. The first refusal ends it.
/// </summary>
public sealed class RequestPipeline(
    IEnumerable<StsOperation> stsOperations,
    IEnumerable<IamOperation> iamOperations,
    Authenticator authenticator,
    FaultInjector faults,
    QuotaAdmission admission,
    WorldClock clock,
    RequestGate gate,
    ClusterContact contact,
    ClientObserver observer,
    StsInstruments instruments,
    RequestLimits limits,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    private const int LongestName = 64;

    private readonly FrozenDictionary<string, AwsOperation> _sts = stsOperations.ToFrozenDictionary(operation => operation.Name, AwsOperation (operation) => operation);
    private readonly FrozenDictionary<string, AwsOperation> _iam = iamOperations.ToFrozenDictionary(operation => operation.Name, AwsOperation (operation) => operation);
    private readonly ReusePool<AwsCall> _calls = new(() => new AwsCall(limits));

    /// <summary>Answers a request into <paramref name="body"/>.</summary>
    public async ValueTask<AwsAnswer> HandleAsync(WireRequest request, PooledBuffer body)
    {
        if (!contact.IsCurrent)
        {
            return Refuse(request, StsErrors.ServiceUnavailable, body);
        }

        await gate.EnterAsync();
        try
        {
            long startedAt = time.GetTimestamp();
            AwsCall call = _calls.Rent();
            call.Begin(request, time.GetUtcNow());
            call.Clock = clock.Of(account: null); // until it is known whose call it is
            AwsError? refusal = Parse(call) ?? Identify(call);
            ResultWriter result = WriterFor(call, body);
            refusal ??= await AnswerAsync(call, result);
            if (refusal is not null)
            {
                body.Clear();
                result.Error(refusal, call.RequestId);
            }

            TimeSpan duration = time.GetElapsedTime(startedAt);
            string code = refusal?.Code ?? "OK";
            instruments.RequestAnswered(call, refusal?.Code, duration);
            int status = refusal?.Status ?? 200;
            var answer = new AwsAnswer(status, result.ContentType, call.RequestId, call.ThrottledBy)
            {
                Observed = observer.Observe(call, status, code),
                EncodedAuthorizationMessage = call.EncodedAuthorizationMessage,
                Fault = call.Fault,
                Skew = call.Clock.Skew,
                Account = call.PayingAccount,
                Service = call.Service,
                Operation = call.OperationName,
                Code = code,
                Duration = duration,
            };
            _calls.Return(call); // nobody keeps it; of one that failed that is not known
            return answer;
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Answers with a refusal that stood before there was a request to handle, such as a body too large, or a cluster out of reach.</summary>
    public AwsAnswer Refuse(WireRequest request, AwsError refusal, PooledBuffer body)
    {
        Guid requestId = RandomBytes.NextUuid();
        ResultWriter result = AcceptsJson(request) ? new JsonResultWriter(body) : new XmlResultWriter(body, StsOperation.Namespace);
        body.Clear();
        result.Error(refusal, requestId);
        instruments.RequestRefused(request, refusal.Code);
        return new AwsAnswer(refusal.Status, result.ContentType, requestId, ThrottledBy: null) { Code = refusal.Code };
    }

    private static AwsError? Parse(AwsCall call)
    {
        DecodeOutcome outcome = call.Parameters.DecodeQueryString(call.Request.RawQuery);
        if (outcome == DecodeOutcome.Decoded && call.Request.Method == "POST")
        {
            outcome = call.Parameters.DecodeBody(call.Request.Body.Span);
        }

        return outcome == DecodeOutcome.Decoded ? null : StsErrors.MalformedQueryString;
    }

    private AwsError? Identify(AwsCall call)
    {
        if (!call.Parameters.TryGet("Action"u8, out ReadOnlySpan<byte> action) || action.IsEmpty)
        {
            return StsErrors.MissingAction;
        }

        if (FindOperation(call, action) is not { } operation)
        {
            return StsErrors.UnknownAction(Encoding.UTF8.GetString(action), call.Parameters.Find("Version"u8));
        }

        if (call.Endpoint.IsGlobal && !operation.IsGlobal)
        {
            return StsErrors.UnknownOperation;
        }

        call.Operation = operation;
        return null;
    }

    private AwsOperation? FindOperation(AwsCall call, ReadOnlySpan<byte> action)
    {
        // Operations are known by names in ASCII, and none of them is that long.
        Span<char> name = stackalloc char[LongestName];
        return call.Parameters.TryGet("Version"u8, out ReadOnlySpan<byte> version)
            && OperationsOf(version) is { } operations
            && action.Length <= LongestName
            && operations.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[..Encoding.UTF8.GetChars(action, name)], out AwsOperation? operation)
                ? operation
                : null;
    }

    private FrozenDictionary<string, AwsOperation>? OperationsOf(ReadOnlySpan<byte> version) =>
        Ascii.Equals(version, StsOperation.ApiVersion) ? _sts
        : Ascii.Equals(version, IamOperation.ApiVersion) ? _iam
        : null;

    private async ValueTask<AwsError?> AnswerAsync(AwsCall call, ResultWriter result)
    {
        try
        {
            return await MeetFaultsAsync(call)
                ?? authenticator.Verify(call)
                ?? await admission.AdmitAsync(call)
                ?? await PerformAsync(call, result);
        }
        catch
        {
            call.Fault?.End(); // what is answered now is none of its doing
            throw;
        }
    }

    private async ValueTask<AwsError?> MeetFaultsAsync(AwsCall call)
    {
        await authenticator.IdentifyAsync(call);
        call.Fault = await faults.ConsiderAsync(call);
        if (call.Fault is not { } fault)
        {
            return null;
        }

        if (fault.Rule.Delay is { } delay && !await fault.WaitAsync(delay, call))
        {
            return FaultErrors.NotAnswered;
        }

        return await fault.Effect.BeforeAsync(call, fault);
    }

    private static async ValueTask<AwsError?> PerformAsync(AwsCall call, ResultWriter result)
    {
        result.BeginResult(call.Operation.Utf8Name.Span, call.Operation.HasResult);
        AwsError? refusal = await call.Operation.ExecuteAsync(call, result);
        if (refusal is null)
        {
            result.EndResult(call.Operation.Utf8Name.Span, call.RequestId);
        }

        return refusal;
    }

    private static ResultWriter WriterFor(AwsCall call, PooledBuffer body)
    {
        if (AcceptsJson(call.Request))
        {
            return new JsonResultWriter(body);
        }

        call.XmlResult.Begin(body, call.Service == "iam" ? IamOperation.Namespace : StsOperation.Namespace);
        return call.XmlResult;
    }

    private static bool AcceptsJson(WireRequest request) =>
        request.TryGetHeader("Accept", out string accept) && accept.Contains("application/json", StringComparison.OrdinalIgnoreCase);
}
