using System.Globalization;
using System.Reflection;

namespace StsSim.Operations.Tests;

/// <summary>A grain factory that hands out what a test gives it, by interface and key.</summary>
public class KnownGrains : DispatchProxy
{
    private Func<Type, string, object> _grainOf = (type, key) => throw new InvalidOperationException($"No test gave {type.Name} {key}.");
    private Func<object, object> _referTo = observer => observer;

    /// <summary>A factory without grains, for what must not ask any.</summary>
    public static IGrainFactory None => Create<IGrainFactory, KnownGrains>();

    public static IGrainFactory Of(Func<Type, string, object> grainOf) => Of(grainOf, observer => observer);

    /// <summary>Likewise, and as a reference to an observer what the test makes of it.</summary>
    public static IGrainFactory Of(Func<Type, string, object> grainOf, Func<object, object> referTo)
    {
        IGrainFactory factory = None;
        (((KnownGrains)factory)._grainOf, ((KnownGrains)factory)._referTo) = (grainOf, referTo);
        return factory;
    }

    /// <summary>A factory that gives the same grain whatever is asked for.</summary>
    public static IGrainFactory Of(object grain) => Of((_, _) => grain);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod switch
    {
        { Name: nameof(IGrainFactory.GetGrain), IsGenericMethod: true } =>
            _grainOf(targetMethod.GetGenericArguments()[0], Convert.ToString(args![0], CultureInfo.InvariantCulture)!),
        { Name: nameof(IGrainFactory.CreateObjectReference) } => _referTo(args![0]!),
        _ => throw new NotSupportedException(targetMethod?.Name),
    };
}
