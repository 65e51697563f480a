using System.Reflection;

namespace StsSim.Operations.Tests.Models;

/// <summary>An interface whose calls all end in one function.</summary>
public class InterfaceProxy : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _call = (_, _) => null;

    public static T Of<T>(Func<MethodInfo, object?[], object?> call)
        where T : class
    {
        T proxy = Create<T, InterfaceProxy>();
        ((InterfaceProxy)(object)proxy)._call = call;
        return proxy;
    }

    public static object Of(Type type, Func<MethodInfo, object?[], object?> call)
    {
        object proxy = Create(type, typeof(InterfaceProxy));
        ((InterfaceProxy)proxy)._call = call;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _call(targetMethod!, args ?? []);
}
