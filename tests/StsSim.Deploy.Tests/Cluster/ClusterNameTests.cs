using Orleans.Configuration;
using StsSim.Host.Cluster;
using StsSim.Host.Cluster.Postgres;

namespace StsSim.Deploy.Tests.Cluster;

/// <summary>Processes over one store are of one cluster however they spell it, and those over another one of this machine are not.</summary>
public sealed class ClusterNameTests
{
    [Theory]
    [InlineData("localhost", "ours@redis-6379-0")]
    [InlineData("localhost:6379", "ours@redis-6379-0")]
    [InlineData("127.0.0.1:6379,password=p,abortConnect=false", "ours@redis-6379-0")]
    [InlineData("[::1]:6379", "ours@redis-6379-0")]
    [InlineData("localhost:6379,defaultDatabase=3", "ours@redis-6379-3")]
    [InlineData("localhost:6400", "ours@redis-6400-0")]
    [InlineData("localhost,ssl=true", "ours@redis-6380-0")]
    [InlineData("redis:6379", "ours")]
    [InlineData("10.1.2.3:6379", "ours")]
    [InlineData("localhost:6379,localhost:6380", "ours")]
    public void Of_Redis(string connection, string expected) => Assert.Equal(expected, NameOver(new RedisStore(connection)));

    [Theory]
    [InlineData("Host=localhost;Database=stssim", "ours@postgres-5432-stssim")]
    [InlineData("Host=127.0.0.1;Port=5432;Database=stssim;Username=me;Password=p", "ours@postgres-5432-stssim")]
    [InlineData("Host=::1;Database=stssim", "ours@postgres-5432-stssim")]
    [InlineData("Host=/var/run/postgresql;Database=stssim", "ours@postgres-5432-stssim")]
    [InlineData("Host=localhost;Username=stssim", "ours@postgres-5432-stssim")]
    [InlineData("postgres://me:p@localhost/stssim", "ours@postgres-5432-stssim")]
    [InlineData("postgres://localhost:5433/stssim", "ours@postgres-5433-stssim")]
    [InlineData("Host=localhost:5433;Database=stssim", "ours@postgres-5433-stssim")]
    [InlineData("Host=localhost;Database=other", "ours@postgres-5432-other")]
    [InlineData("Host=db;Database=stssim", "ours")]
    [InlineData("Host=localhost,127.0.0.1;Database=stssim", "ours")]
    public void Of_PostgreSQL(string connection, string expected) => Assert.Equal(expected, NameOver(new PostgresStore(connection)));

    // Its labels say the id, by which Kubernetes finds it.
    [Fact]
    public void In_a_pod_it_is_the_id() => Assert.Equal("ours", NameOver(new RedisStore("localhost"), isPod: true));

    private static string NameOver(IClusterStore store, bool isPod = false)
    {
        var cluster = new ClusterOptions();
        cluster.Set(new ClusterSettings { Id = "ours", IsPod = isPod }, store);
        Assert.Equal("ours", cluster.ServiceId); // what is stored is found whatever the name
        return cluster.ClusterId;
    }
}
