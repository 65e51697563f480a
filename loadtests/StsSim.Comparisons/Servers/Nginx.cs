using System.Diagnostics;
using System.Globalization;

namespace StsSim.Comparisons.Servers;

/// <summary>nginx with one worker, which answers everything with the same bytes.</summary>
internal static class Nginx
{
    public const string Name = "nginx";

    /// <param name="folder">For its configuration and its files, which whoever gives it takes away.</param>
    public static Task<MeasuredServer> StartAsync(string program, string answer, string folder)
    {
        int port = PortChosenAhead.Choose();
        string configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log stderr error;
            events { worker_connections 2048; }
            http {
              access_log off;
              keepalive_requests 1000000000;
              client_body_temp_path {{folder}};
              proxy_temp_path {{folder}};
              fastcgi_temp_path {{folder}};
              uwsgi_temp_path {{folder}};
              scgi_temp_path {{folder}};
              server {
                listen 127.0.0.1:{{port.ToString(CultureInfo.InvariantCulture)}};
                location / { default_type text/xml; return 200 '{{answer}}'; }
              }
            }
            """);
        return MeasuredServer.StartAtPortAsync(Name, new ProcessStartInfo(program, ["-p", folder, "-c", configuration]), port);
    }
}
